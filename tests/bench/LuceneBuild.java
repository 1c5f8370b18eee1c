// java LuceneBuild.java DIRECTORY DOCS.jsonl [THREADS]: builds an index with Lucene 8, for telusur-bench to measure from
// outside. Title and body are analysed by the analyzer of the document's language (lang: id or en) and stored.

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.ArrayList;
import java.util.List;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.en.EnglishAnalyzer;
import org.apache.lucene.analysis.id.IndonesianAnalyzer;
import org.apache.lucene.analysis.miscellaneous.PerFieldAnalyzerWrapper;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.StringField;
import org.apache.lucene.document.TextField;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.store.FSDirectory;

public final class LuceneBuild {
  private static final String END = "";

  private LuceneBuild() {}

  /** The members of a flat JSON object of strings: what the documents of the comparison are. */
  private static Map<String, String> members(String json) {
    Map<String, String> found = new HashMap<>();
    int[] at = {json.indexOf('"')};
    while (at[0] >= 0) {
      String name = string(json, at);
      at[0] = json.indexOf('"', at[0]);
      found.put(name, string(json, at));
      at[0] = json.indexOf('"', at[0]);
    }
    return found;
  }

  /** The string that begins at at[0], which is moved behind it. */
  private static String string(String json, int[] at) {
    StringBuilder text = new StringBuilder();
    int i = at[0] + 1;
    for (; json.charAt(i) != '"'; ++i) {
      char c = json.charAt(i);
      if (c != '\\') {
        text.append(c);
        continue;
      }
      switch (json.charAt(++i)) {
        case 'n': text.append('\n'); break;
        case 't': text.append('\t'); break;
        case 'r': text.append('\r'); break;
        case 'b': text.append('\b'); break;
        case 'f': text.append('\f'); break;
        case 'u':
          text.append((char) Integer.parseInt(json.substring(i + 1, i + 5), 16));
          i += 4;
          break;
        default: text.append(json.charAt(i));
      }
    }
    at[0] = i + 1;
    return text.toString();
  }

  private static Document document(String json) {
    Map<String, String> members = members(json);
    String language = "id".equals(members.get("lang")) ? "id" : "en";
    Document document = new Document();
    document.add(new StringField("id", members.getOrDefault("id", ""), Field.Store.YES));
    document.add(new StringField("lang", language, Field.Store.YES));
    document.add(new TextField("title_" + language, members.getOrDefault("title", ""), Field.Store.YES));
    document.add(new TextField("body_" + language, members.getOrDefault("body", ""), Field.Store.YES));
    return document;
  }

  private static Analyzer analyzer() {
    Analyzer english = new EnglishAnalyzer();
    Analyzer indonesian = new IndonesianAnalyzer();
    Map<String, Analyzer> fields = new HashMap<>();
    fields.put("title_id", indonesian);
    fields.put("body_id", indonesian);
    return new PerFieldAnalyzerWrapper(english, fields);
  }

  private static void addAll(IndexWriter writer, BlockingQueue<String> lines) {
    try {
      for (String line = lines.take(); !line.equals(END); line = lines.take()) {
        writer.addDocument(document(line));
      }
    } catch (Exception error) {
      error.printStackTrace();
      System.exit(2); // whoever fills the queue would wait for ever
    }
  }

  private static void read(Path file, BlockingQueue<String> lines, int threads) throws IOException, InterruptedException {
    try (BufferedReader reader = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        if (!line.isEmpty()) {
          lines.put(line);
        }
      }
    }
    for (int i = 0; i < threads; ++i) {
      lines.put(END);
    }
  }

  public static void main(String[] arguments) throws Exception {
    int threads = arguments.length > 2 ? Integer.parseInt(arguments[2]) : 2;
    IndexWriterConfig config = new IndexWriterConfig(analyzer());
    config.setOpenMode(IndexWriterConfig.OpenMode.CREATE);
    try (FSDirectory directory = FSDirectory.open(Path.of(arguments[0]));
        IndexWriter writer = new IndexWriter(directory, config)) {
      BlockingQueue<String> lines = new ArrayBlockingQueue<>(256);
      ExecutorService pool = Executors.newFixedThreadPool(threads);
      List<Future<?>> workers = new ArrayList<>();
      for (int i = 0; i < threads; ++i) {
        workers.add(pool.submit(() -> addAll(writer, lines)));
      }
      read(Path.of(arguments[1]), lines, threads);
      for (Future<?> worker : workers) {
        worker.get();
      }
      pool.shutdown();
      writer.commit();
      System.out.println(writer.getDocStats().numDocs + " documents");
    }
  }
}
