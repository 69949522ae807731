/** The sum of the few largest of many numbers. */
export class LargestSum {
  readonly #largest: Float64Array;
  sum = 0;

  constructor(many: number) {
    this.#largest = new Float64Array(many);
  }

  add(value: number): void {
    const largest = this.#largest;
    let j = largest.length - 1;
    if (j < 0 || value <= (largest[j] ?? 0)) return;
    this.sum += value - (largest[j] ?? 0);
    for (; j > 0 && (largest[j - 1] ?? 0) < value; j -= 1) largest[j] = largest[j - 1] ?? 0;
    largest[j] = value;
  }
}
