// One thing at a time: what is asked ends what was asked before.

let newest = null;

/** Only the newest may change the page, however late an older answer comes. */
export const isNewest = (controller) => newest === controller;

export function endTurn() {
  newest?.abort();
  newest = null;
}

/** Runs `steps(controller)`, and `failed(failure, controller)` when they fail; `busy(isBusy)` is told of both ends. */
export async function takeTurn(steps, failed, busy) {
  endTurn();
  const mine = new AbortController();
  newest = mine;
  busy(true);
  try {
    await steps(mine);
  } catch (failure) {
    if (isNewest(mine)) await failed(failure, mine);
  } finally {
    if (isNewest(mine)) busy(false);
  }
}
