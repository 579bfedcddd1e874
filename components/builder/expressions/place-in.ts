const EXCERPT = 20;

/** Where in a text, in words: "Line 2, behind `$sum(`." `at`: characters from its start. */
export function placeIn(text: string, at: number): string {
  const before = text.slice(0, Math.max(0, at));
  const lines = before.split("\n");
  const tail = (lines.at(-1) ?? "").trimStart();
  const excerpt = tail.length > EXCERPT ? `…${tail.slice(-EXCERPT)}` : tail;
  const place = text.includes("\n") ? `Line ${lines.length}, ` : "";
  const words = excerpt === "" ? "at the start" : `behind ${excerpt}`;
  const sentence = place + words;
  return `${sentence[0]?.toUpperCase()}${sentence.slice(1)}`;
}
