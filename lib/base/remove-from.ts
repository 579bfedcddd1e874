/**
 * Takes an item out of a list of what is under way; the order of the others is lost. For lists that thousands come into and leave each
 * second. A Set or a Map would get a new table every few dozen of them, and each old table points to the next one: a single one that has
 * come into V8's old generation keeps everything alive that came since, until that is collected, too.
 */
export function removeFrom<Item>(items: Item[], item: Item): void {
  const at = items.indexOf(item);
  if (at === -1) return;
  const last = items.pop() as Item;
  if (at < items.length) items[at] = last;
}
