/**
 * SHA-256 where the browser has none to give: it does only over TLS and on the same machine, and a server in the next room
 * is asked over plain http. FIPS 180-4; a document is at most some megabytes.
 */

const kWord = 2 ** 32;

function primes(count: number): number[] {
  const found: number[] = [];
  for (let at = 2; found.length < count; ++at) if (found.every((one) => at % one)) found.push(at);
  return found;
}

/** The first 32 bits of the fractional part. */
const fraction = (of: number): number => Math.floor((of % 1) * kWord) >>> 0;
const kRounds = Uint32Array.from(primes(64), (one) => fraction(Math.cbrt(one)));
const kStart = Uint32Array.from(primes(8), (one) => fraction(Math.sqrt(one)));
const turned = (word: number, by: number): number => (word >>> by) | (word << (32 - by));

export function sha256(bytes: Uint8Array): string {
  const blocks = Math.ceil((bytes.length + 9) / 64);
  const padded = new DataView(new ArrayBuffer(blocks * 64));
  new Uint8Array(padded.buffer).set(bytes);
  padded.setUint8(bytes.length, 0x80);
  padded.setUint32(blocks * 64 - 8, Math.floor((bytes.length * 8) / kWord));
  padded.setUint32(blocks * 64 - 4, (bytes.length * 8) % kWord);
  const sum = kStart.slice();
  const word = new Uint32Array(64);
  for (let block = 0; block < blocks; ++block) {
    for (let at = 0; at < 16; ++at) word[at] = padded.getUint32(block * 64 + at * 4);
    for (let at = 16; at < 64; ++at) {
      const [early, late] = [word[at - 15]!, word[at - 2]!];
      const first = turned(early, 7) ^ turned(early, 18) ^ (early >>> 3);
      word[at] = word[at - 16]! + first + word[at - 7]! + (turned(late, 17) ^ turned(late, 19) ^ (late >>> 10));
    }
    let [a, b, c, d, e, f, g, h] = sum as unknown as [number, number, number, number, number, number, number, number];
    for (let at = 0; at < 64; ++at) {
      const one = h + (turned(e, 6) ^ turned(e, 11) ^ turned(e, 25)) + ((e & f) ^ (~e & g)) + kRounds[at]! + word[at]!;
      const two = (turned(a, 2) ^ turned(a, 13) ^ turned(a, 22)) + ((a & b) ^ (a & c) ^ (b & c));
      [h, g, f, e, d, c, b, a] = [g, f, e, (d + one) >>> 0, c, b, a, (one + two) >>> 0];
    }
    [a, b, c, d, e, f, g, h].forEach((value, at) => (sum[at] = sum[at]! + value));
  }
  return Array.from(sum, (one) => one.toString(16).padStart(8, '0')).join('');
}
