/** What a heap orders: by instant, and at one instant by number. */
export interface HeapItem {
  at: number;
  sequence: number;
}

function isBefore(left: HeapItem, right: HeapItem): boolean {
  return left.at === right.at ? left.sequence < right.sequence : left.at < right.at;
}

/** A binary heap: the earliest item at hand, adding and taking at a cost that grows with the logarithm of its size. */
export class Heap<Item extends HeapItem> {
  readonly #items: Item[] = [];

  /** The earliest item. */
  peek(): Item | undefined {
    return this.#items[0];
  }

  push(item: Item): void {
    const items = this.#items;
    items.push(item);
    let index = items.length - 1;
    while (index > 0) {
      const parentIndex = (index - 1) >> 1;
      const parent = items[parentIndex];
      if (parent === undefined || !isBefore(item, parent)) break;
      items[index] = parent;
      items[parentIndex] = item;
      index = parentIndex;
    }
  }

  /** Takes the earliest item out. */
  pop(): Item | undefined {
    const first = this.#items[0];
    const last = this.#items.pop();
    if (first === undefined || last === undefined || this.#items.length === 0) return first;
    this.#items[0] = last;
    this.#sink();
    return first;
  }

  #sink(): void {
    const items = this.#items;
    let index = 0;
    for (;;) {
      const [leftIndex, rightIndex] = [2 * index + 1, 2 * index + 2];
      const [current, left, right] = [items[index], items[leftIndex], items[rightIndex]];
      if (current === undefined || left === undefined) return;
      const childIndex = right !== undefined && isBefore(right, left) ? rightIndex : leftIndex;
      const child = items[childIndex];
      if (child === undefined || !isBefore(child, current)) return;
      items[index] = child;
      items[childIndex] = current;
      index = childIndex;
    }
  }
}
