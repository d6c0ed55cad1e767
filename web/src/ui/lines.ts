/** `text` in at most `count` lines of about `letters` letters, broken between words; the last is cut where it does not end. */
export function inLines(text: string, letters: number, count: number): string[] {
  if (text.length <= letters) return [text];
  if (count <= 1) return [`${text.slice(0, letters - 1)}…`];
  const space = text.lastIndexOf(' ', letters);
  const end = space > 0 ? space : letters;
  return [text.slice(0, end), ...inLines(text.slice(end).trimStart(), letters, count - 1)];
}
