// Naming a moment of the draft: a version is the draft just before it was named.
import { VersionId } from '../ids.ts';
import { versionsPerDraftMax } from '../limits.ts';
import type { ActOf, ActResult } from './act.ts';
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
