// Runs one act: permission first, then the act's own pure function, chosen by kind. The same code runs in the client
// over an overlay and on the server, whose result stands. No clock, no randomness: both are handed in.

import { unreachable } from '../assert.ts';
import type { Act, ActResult } from './act.ts';
import { done, refused } from './act.ts';
import type { ActContext } from './act-context.ts';
import { traitsOf } from './act-traits.ts';
import { runAttachAct } from './attach.ts';
import { runCirculationAct } from './circulations.ts';
import { runDraftAct } from './draft.ts';
import { runFlagAct } from './flags.ts';
import { runImportAct } from './import.ts';
import { runMemberAct } from './members.ts';
import { runPartyAct } from './parties.ts';
import { mayAct } from './permissions.ts';
import { runPointAct } from './points.ts';
import { runRedLineAct } from './red-lines.ts';
import { restore } from './restore.ts';
import { refusesWords } from './room-for-words.ts';
import { takeStance, undoStance } from './stances.ts';
import { runThemeAct } from './themes.ts';
import { runThreadAct } from './threads.ts';
import { runVersionAct } from './versions.ts';

// biome-ignore lint/complexity/noExcessiveLinesPerFunction: a case for each kind of act
export function runAct(act: Act, context: ActContext): ActResult {
  // First of all: whoever may not do a thing learns nothing else by trying, not even whether an id is in use.
  const permission = mayAct(act, context.actor, context.rows);
  if (permission.kind === 'no') return refused('not-allowed', permission.reason);
  // Ids are chosen by clients: one that names another's row would overwrite it.
  if (traitsOf(act.kind)?.makes.some(table => context.rows.get(table, act.id)))
    return refused('taken', 'This id is in use already; choose another.');
  const noRoom = refusesWords(act, context);
  if (noRoom) return noRoom;
  switch (act.kind) {
    case 'draft.create':
    case 'draft.drafting':
    case 'draft.delegates':
    case 'draft.passing':
      return runDraftAct(act, context);
    case 'version.name':
      return runVersionAct(act, context);
    case 'circulation.send':
    case 'circulation.end':
      return runCirculationAct(act, context);
    case 'record.redact':
      return done({ facts: { reason: act.reason, entries: act.entries.length } });
    case 'words.restore':
      return restore(act, context);
    case 'party.add':
    case 'party.rename':
    case 'party.remove':
      return runPartyAct(act, context);
    case 'member.add':
    case 'member.change':
    case 'member.remove':
      return runMemberAct(act, context);
    case 'theme.add':
    case 'theme.rename':
    case 'theme.move':
    case 'theme.remove':
    case 'theme.restore':
      return runThemeAct(act, context);
    case 'point.add':
    case 'point.rename':
    case 'point.move':
    case 'point.remove':
    case 'point.restore':
    case 'point.lock':
    case 'point.unlock':
      return runPointAct(act, context);
    case 'outline.import':
      return runImportAct(act, context);
    case 'thread.open':
    case 'thread.reply':
    case 'thread.propose':
    case 'thread.resolve':
    case 'thread.keep-open':
    case 'thread.reopen':
    case 'comment.edit':
    case 'comment.remove':
      return runThreadAct(act, context);
    case 'thread.attach':
    case 'flag.attach':
      return runAttachAct(act, context);
    case 'red-line.add':
    case 'red-line.amend':
    case 'red-line.change':
      return runRedLineAct(act, context);
    case 'flag.raise':
    case 'flag.amend':
    case 'flag.affirm':
    case 'flag.dispute':
    case 'flag.settle':
    case 'flag.withdraw':
    case 'flag.reopen':
    case 'flag.discuss':
      return runFlagAct(act, context);
    case 'stance.take':
      return takeStance(act, context);
    case 'stance.undo':
      return undoStance(act, context);
    default:
      return unreachable(act);
  }
}
