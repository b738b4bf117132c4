// Naming a moment of the draft, and bringing words back as they once stood. Neither rewrites anything that was: both are new entries.
import { VersionId } from '../ids.ts';
import { pointTextCharsMax, versionsPerDraftMax } from '../limits.ts';
import { numbersOf, outlineOf } from '../rows/outline.ts';
import type { Block } from '../text/blocks.ts';
import { wordingId } from '../text/wording.ts';
import type { ActOf, ActResult, Effect } from './act.ts';
import { done, refused } from './act.ts';
import type { ActContext } from './act-context.ts';

export function runVersionAct(act: ActOf<'version.name'>, { rows, actor, at, heads }: ActContext): ActResult {
  const versions = rows.all('versions');
  if (versions.length >= versionsPerDraftMax)
    return refused('too-many', `A draft has at most ${versionsPerDraftMax} named versions.`);
  if (versions.some(({ name }) => name === act.name))
    return refused('taken', `There is a version “${act.name}” already.`);
  rows.put('versions', { id: VersionId.parse(act.id), name: act.name, by: actor, at, ...heads });
  return done({ facts: { name: act.name } });
}

/** All of it or nothing: a version that came back in part would be one that never was. */
export function restoreWords(act: ActOf<'words.restore'>, { rows, wordsOf }: ActContext): ActResult {
  const numbers = numbersOf(outlineOf(rows));
  const effects: Effect[] = [];
  for (const { point: id, blocks, basis } of act.points) {
    const point = rows.get('points', id);
    if (!point) return refused('not-found', 'There is no such point.');
    const name = `Point ${numbers.get(id) ?? `“${point.title}”`}`;
    if (point.state.kind === 'locked') return refused('not-allowed', `${name} is locked. Unlock it first.`);
    if (point.state.kind === 'removed') return refused('point-removed', `${name} was removed. Restore it first.`);
    if (wordingId(wordsOf(id)) !== basis)
      return refused('words-changed', `${name} has been edited meanwhile. Look at what this would undo once more.`);
    if (charsOf(blocks) > pointTextCharsMax)
      return refused('too-many', `${name} would have more than ${pointTextCharsMax} characters.`);
    effects.push({ kind: 'write-body', point: id, blocks });
  }
  const [only] = act.points.length === 1 ? act.points : [];
  const facts = { source: act.source, points: act.points.length };
  return done({ facts, ...(only ? { point: only.point } : {}) }, ...effects);
}

function charsOf(blocks: readonly Block[]): number {
  const runs = blocks.flatMap(block => (block.kind === 'list' ? block.items.flatMap(item => item.runs) : block.runs));
  return runs.reduce((sum, { text }) => sum + text.length, 0);
}
