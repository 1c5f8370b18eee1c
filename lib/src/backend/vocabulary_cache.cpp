#include "backend/vocabulary_cache.hpp"

#include <xapian.h>

#include <string>

namespace telusur::backend {

namespace {

/// Reads the words of a database, in as many pieces as commits make of it.
class WordReader {
 public:
  /// Goes on behind the last word that was read; false when a commit has overtaken it.
  bool read(const Xapian::Database& database) {
    try {
      const auto end = database.allterms_end();
      auto term = database.allterms_begin();
      if (count_ > 0) {
        term.skip_to(last_);
        if (term != end && *term == last_) {
          ++term;
        }
      }
      while (term != end && count_ < kMaxVocabularyWords) {
        const std::string text = *term;
        if (text[0] >= 'A' && text[0] <= 'Z') {
          term.skip_to("[");  // what follows Z: a capital first letter is a prefix
          continue;
        }
        words_.add(text, term.get_termfreq());
        last_ = text;
        ++count_;
        ++term;
      }
      return true;
    } catch (const Xapian::DatabaseModifiedError&) {
      return false;
    }
  }

  Vocabulary finish() && { return std::move(words_).finish(); }

 private:
  Vocabulary::Builder words_;
  std::string last_;
  std::size_t count_ = 0;
};

}  // namespace

ReadVocabulary read_vocabulary(const std::filesystem::path& directory) {
  Xapian::Database database(directory.string(), Xapian::DB_OPEN | Xapian::DB_BACKEND_GLASS);
  const std::uint64_t revision = database.get_revision();
  WordReader reader;
  while (!reader.read(database)) {
    database.reopen();
  }
  return {std::move(reader).finish(), revision};
}

bool VocabularyCache::is_due(std::uint64_t revision) const {
  return revision_ < revision && (is_small() || Clock::now() - made_at_ >= refresh_.pause * cost_);
}

std::shared_ptr<const Vocabulary> VocabularyCache::usable(std::uint64_t revision) const {
  const std::lock_guard lock(mutex_);
  return made_ == nullptr || is_due(revision) ? nullptr : made_;
}

std::shared_ptr<const Vocabulary> VocabularyCache::vocabulary(const std::filesystem::path& directory,
                                                              std::uint64_t revision) {
  if (auto known = usable(revision)) {
    return known;
  }
  std::unique_lock building(building_, std::try_to_lock);
  if (!building) {
    // Somebody makes it: a large one that is there already serves meanwhile.
    {
      const std::lock_guard lock(mutex_);
      if (!is_small()) {
        return made_;
      }
    }
    building.lock();
  }
  if (auto known = usable(revision)) {
    return known;
  }
  const auto start = Clock::now();
  auto [words, made_of] = read_vocabulary(directory);
  const std::lock_guard lock(mutex_);
  made_ = std::make_shared<const Vocabulary>(std::move(words));
  revision_ = made_of;
  made_at_ = Clock::now();
  cost_ = made_at_ - start;
  return made_;
}

}  // namespace telusur::backend
