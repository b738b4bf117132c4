// Where a document's themes and points begin, as a person would say: by the numbering that runs through it, by
// headings, by bold lines. Decides over the whole document first (outline-plan.ts), then walks it once.
import { pointsPerDraftMax, themesPerDraftMax, titleCharsMax } from '../limits.ts';
import type { Block, Run } from '../text/blocks.ts';
import type { PointText, ThemeText } from '../text/outline-text.ts';
import type { PlannedLine } from './outline-plan.ts';
import { planOf } from './outline-plan.ts';
import { pointsWord, preambleWord } from './outline-words.ts';
import { firstWords } from './point-title.ts';
import type { Source, SplitResult } from './source.ts';
import { textOf, tidyRuns } from './source.ts';

export function splitOutline(source: Source): SplitResult {
  const all = source.blocks.map(({ runs }) => textOf(runs)).join(' ');
  if (all.trim() === '') return { kind: 'refused', reason: 'The document holds no text.' };
  const walk = new Walk(all);
  for (const line of planOf(source.blocks)) walk.take(line);
  const { title, themes } = walk.end();
  const points = themes.reduce((sum, theme) => sum + theme.points.length, 0);
  if (points > pointsPerDraftMax)
    return {
      kind: 'refused',
      reason: `The document splits into ${points} points; a draft holds at most ${pointsPerDraftMax}.`,
    };
  if (themes.length > themesPerDraftMax)
    return {
      kind: 'refused',
      reason: `The document splits into ${themes.length} themes; a draft holds at most ${themesPerDraftMax}.`,
    };
  if (points === 0) return { kind: 'refused', reason: 'No point was found: the document holds headings only.' };
  return { kind: 'split', outline: { title, themes }, dropped: [...source.dropped, ...walk.cut] };
}

type OpenPoint = { title: string | null; blocks: Block[] };
type OpenTheme = { title: string; points: OpenPoint[] };

class Walk {
  readonly #all: string;
  #title: string | null = null;
  readonly #themes: OpenTheme[] = [];
  #point: OpenPoint | null = null;
  #awaitsTitle = false;
  /** What of headings had no room, and has no text to stand in. */
  readonly cut: string[] = [];

  constructor(all: string) {
    this.#all = all;
  }

  take({ role, runs, form }: PlannedLine): void {
    const words = textOf(runs).trim();
    switch (role) {
      case 'title':
        this.#title = this.#headed(words);
        return;
      case 'theme':
        this.#themes.push({ title: this.#headed(words), points: [] });
        this.#point = null;
        return;
      case 'titled-point':
        this.#begin(words === '' ? null : clip(words));
        if (isLong(words)) this.#add({ kind: 'paragraph', runs: [...runs] });
        this.#awaitsTitle = words === '';
        return;
      case 'point':
        this.#beginWith(runs);
        return;
      case 'point-title':
        if (this.#awaitsTitle && this.#point) this.#point.title = clip(words);
        if (!this.#awaitsTitle || !this.#point || isLong(words)) this.#add({ kind: 'paragraph', runs: [...runs] });
        this.#awaitsTitle = false;
        return;
      case 'content':
        this.#awaitsTitle = false;
        if (form.kind === 'item') this.#addItem(form.level, form.ordered, runs);
        else this.#add({ kind: form.kind === 'quote' ? 'quote' : 'paragraph', runs: [...runs] });
        return;
    }
  }

  end(): { title: string | null; themes: ThemeText[] } {
    const themes = this.#themes
      .map(({ title, points }) => ({ title, points: points.map(closed) }))
      .filter(({ points }) => points.length > 0);
    return { title: this.#title, themes };
  }

  #begin(title: string | null): OpenPoint {
    if (this.#themes.length === 0) this.#themes.push({ title: this.#title ?? pointsWord(this.#all), points: [] });
    this.#point = { title, blocks: [] };
    this.#themes.at(-1)?.points.push(this.#point);
    return this.#point;
  }

  /** A bold beginning, or a heading of its own, is the title; else the first words are, and stay in the text. */
  #beginWith(runs: readonly Run[]): void {
    const [first, ...rest] = runs;
    const isRunIn = first?.marks.includes('bold') && first.text.length <= 80 && textOf(rest).trim() !== '';
    const point = this.#begin(isRunIn && first ? clip(first.text.replace(/[\s.:–—-]+$/, '')) : null);
    const words = tidyRuns(
      isRunIn ? rest.map((run, i) => (i === 0 ? { ...run, text: run.text.replace(/^[\s.:–—-]+/, '') } : run)) : runs,
    );
    if (words.length > 0) point.blocks.push({ kind: 'paragraph', runs: words });
  }

  /** A heading above points. What a title cannot hold of it is said. */
  #headed(words: string): string {
    if (isLong(words))
      this.cut.push(
        `the end of a heading that is longer than ${titleCharsMax} characters: “…${words.slice(titleCharsMax - 1)}”`,
      );
    return clip(words);
  }

  #add(block: Block): void {
    this.#current().blocks.push(block);
  }

  #addItem(level: number, ordered: boolean, runs: readonly Run[]): void {
    const point = this.#current();
    const last = point.blocks.at(-1);
    const item = { level, ordered, runs: [...runs] };
    if (last?.kind === 'list') last.items.push(item);
    else point.blocks.push({ kind: 'list', items: [item] });
  }

  /** Words before the first point of all stand under a name of their own; elsewhere their first words name them. */
  #current(): OpenPoint {
    if (this.#point) return this.#point;
    return this.#begin(this.#themes.every(({ points }) => points.length === 0) ? preambleWord(this.#all) : null);
  }
}

const closed = ({ title, blocks }: OpenPoint): PointText => ({ title: title ?? firstWords(blocks), blocks });

const isLong = (title: string): boolean => title.length > titleCharsMax;

const clip = (title: string): string =>
  !isLong(title) ? title : `${title.slice(0, titleCharsMax - 1).toWellFormed()}…`;
