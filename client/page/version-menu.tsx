// In the head of the page, beside the title: after which version the draft stands, and the way to it and to what changed since.
import type { ReactNode } from 'react';
import { useDraft } from '../session/use-session.tsx';
import { VerbMenu } from '../ui/verb-menu.tsx';
import { useCompared, useMoment } from './address.ts';

/** Older ones are in the history. */
const shownMax = 8;

export function VersionMenu(): ReactNode {
  const { rows } = useDraft();
  const [, setMoment] = useMoment();
  const [, compare] = useCompared();
  const versions = rows.all('versions').toSorted((a, b) => b.at - a.at);
  const [newest] = versions;
  if (!newest) return null;
  const since = {
    label: `What changed since “${newest.name}”`,
    run: () => compare({ from: `version-${newest.id}`, to: 'now' }),
  };
  const looks = versions
    .slice(0, shownMax)
    .map(({ id, name }) => ({ label: `Look at “${name}”`, run: () => setMoment(`version-${id}`) }));
  return (
    <span className="page-version">
      <VerbMenu label={`After “${newest.name}”: versions`} shown={`after ${newest.name}`} verbs={[since, ...looks]} />
    </span>
  );
}
