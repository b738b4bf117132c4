// `npm run check`: replays every draft of the data folder and compares what is stored beside the log with it, at once,
// also while a server runs. One line for each draft; code 1 where something is wrong. Mends nothing: the server does.
import { DraftId } from '../shared/ids.ts';
import type { DraftCheck } from './checks/check-draft.ts';
import { checkTwice } from './checks/check-draft.ts';
import { openForCheck, readSealKey } from './checks/open-for-check.ts';
import { readConfig } from './config.ts';

const { dataFolder } = readConfig(process.env);

try {
  const opened = openForCheck(dataFolder, readSealKey(dataFolder));
  const checks = opened.drafts().map(draft => {
    const check = checkTwice(DraftId.parse(draft), opened.stored);
    console.log(lineOf(check));
    return check;
  });
  opened.close();
  const damaged = checks.filter(({ found }) => found.length > 0).length;
  console.log(`${checks.length} ${checks.length === 1 ? 'draft' : 'drafts'}, ${damaged} with something wrong.`);
  process.exitCode = damaged > 0 ? 1 : 0;
} catch (error) {
  console.error(`${dataFolder} cannot be checked: ${error instanceof Error ? error.message : String(error)}.`);
  process.exitCode = 1;
}

function lineOf({ draft, entries, found }: DraftCheck): string {
  const counted = `${entries.text} entries of words, ${entries.shared} of annotations`;
  if (found.length === 0) return `${draft}: whole (${counted})`;
  return [`${draft}: not whole (${counted})`, ...found.map(({ words }) => `  ${words}`)].join('\n');
}
