// What was taken out of a text and what was put in, word by word. Reads without colour: removed words are struck
// through, added ones underlined.
import { diffWordsWithSpace } from 'diff';
import type { ReactNode } from 'react';
import './word-difference.css';

export function WordDifference({ before, after }: { before: string; after: string }): ReactNode {
  let at = 0;
  return (
    <p className="word-difference">
      {diffWordsWithSpace(before, after).map(({ value, added, removed }) => {
        const key = at;
        at += value.length;
        if (added) return <ins key={`+${key}`}>{value}</ins>;
        if (removed) return <del key={`-${key}`}>{value}</del>;
        return <span key={`=${key}`}>{value}</span>;
      })}
    </p>
  );
}
