/** Puts a line together again. Where a replacement is longer or shorter, gaps give way, so that columns stay in place. */
export class LineWriter {
  #line = '';
  /** How many characters the line is longer than the original so far. */
  #ahead = 0;

  keep(text: string): void {
    this.#line += this.#ahead === 0 ? text : text.replace(/ {2,}/g, (gap) => this.#gap(gap.length));
  }

  replace(original: string, by: string): void {
    this.#line += by;
    this.#ahead += by.length - original.length;
  }

  get line(): string {
    return this.#line;
  }

  #gap(spaces: number): string {
    const wide = Math.max(2, spaces - this.#ahead);
    this.#ahead -= spaces - wide;
    return ' '.repeat(wide);
  }
}
