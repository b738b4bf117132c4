// A flag against a red line: outlined where it risks it, filled where it crosses it. For eyes only: whoever draws it
// says the words.
import type { Severity } from '../../../shared/rows/schema.ts';
import './marks.css';

export function FlagMark({ severity }: { severity: Severity }) {
  return (
    <svg className={`flag-mark flag-${severity}`} viewBox="0 0 16 16" aria-hidden="true" focusable="false">
      <path className="flag-pole" d="M4 2v12.5" />
      <path className="flag-cloth" d="M4 2.8h8.4L10 6l2.4 3.2H4Z" />
    </svg>
  );
}
