// Whether a point risks a red line or crosses it: the one choice a flag asks for.
import type { ReactNode } from 'react';
import type { Severity } from '../../shared/rows/schema.ts';
import { FlagMark } from '../ui/marks/flag-mark.tsx';

const meaning: { readonly [S in Severity]: string } = {
  risks: 'risks it: it may come to cross the line',
  crosses: 'crosses it: as it stands, the line is crossed',
};

export function SeverityChoice({
  value,
  onChange,
}: {
  value: Severity;
  onChange: (severity: Severity) => void;
}): ReactNode {
  return (
    <fieldset className="severity-choice">
      <legend>The text</legend>
      {(['risks', 'crosses'] as const).map(each => (
        <label key={each}>
          <input type="radio" name="severity" checked={value === each} onChange={() => onChange(each)} />
          <FlagMark severity={each} /> {meaning[each]}
        </label>
      ))}
    </fieldset>
  );
}
