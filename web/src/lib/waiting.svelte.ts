/**
 * A request that writes and is not answered yet. Some take a quarter of a minute (a plan is checked again when it is
 * adopted): then the page says that it goes on, so that nobody thinks of sending it again.
 */

/** From when on it is said. */
const kLongMs = 2000;

export const waiting = $state<{ seconds: number }>({ seconds: 0 });

let open = 0;
let begun = 0;
let ticker: ReturnType<typeof setInterval> | undefined;

function look(): void {
  const passed = Date.now() - begun;
  waiting.seconds = open > 0 && passed >= kLongMs ? Math.floor(passed / 1000) : 0;
}

export async function whileWaiting<T>(work: Promise<T>): Promise<T> {
  if (open++ === 0) {
    begun = Date.now();
    ticker = setInterval(look, 1000);
  }
  try {
    return await work;
  } finally {
    if (--open === 0) {
      clearInterval(ticker);
      look();
    }
  }
}
