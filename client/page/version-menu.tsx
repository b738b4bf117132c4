// In the head of the page, beside the title: after which version the draft stands, and for each of the newest the way
// to it and to what changed since.
import type { ReactNode } from 'react';
import { useDraft } from '../session/use-session.tsx';
import { VerbMenu } from '../ui/verb-menu.tsx';
import { useCompared, useMoment } from './address.ts';

/** Older ones are in the history. */
const shownMax = 5;

export function VersionMenu(): ReactNode {
  const { rows } = useDraft();
  const [, setMoment] = useMoment();
  const [, compare] = useCompared();
  const versions = rows.all('versions').toSorted((a, b) => b.at - a.at);
  const [newest] = versions;
  if (!newest) return null;
  const authors = { label: 'Show authors', run: () => setMoment('now') };
  const looks = versions.slice(0, shownMax).flatMap(({ id, name }) => [
    { label: `What changed since “${name}”`, run: () => compare({ from: `version-${id}`, to: 'now' }) },
    { label: `Look at “${name}”`, run: () => setMoment(`version-${id}`) },
  ]);
  return (
    <span className="page-version">
      <VerbMenu label={`After “${newest.name}”: versions`} shown={`after ${newest.name}`} verbs={[authors, ...looks]} />
    </span>
  );
}
