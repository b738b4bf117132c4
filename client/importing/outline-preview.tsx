// How a document would split, point by point, with the few verbs to put that right. Draws what it is given and hands
// back what it should become.
import type { ReactNode } from 'react';
import { textOf } from '../../shared/documents/source.ts';
import { titleCharsMax } from '../../shared/limits.ts';
import type { Block } from '../../shared/text/blocks.ts';
import type { OutlineText, PointText } from '../../shared/text/outline-text.ts';
import { LimitedField } from '../ui/limited-field.tsx';
import type { OutlineEdit, PointPlace } from './outline-edits.ts';
import { edited } from './outline-edits.ts';
import { pointPlace, themePlace } from './warnings.ts';

type OutlineProps = { outline: OutlineText; onChange: (outline: OutlineText) => void };

export function OutlinePreview({ outline, onChange }: OutlineProps): ReactNode {
  const change = (edit: OutlineEdit): void => onChange(edited(outline, edit));
  let number = 0;
  return (
    <section className="import-outline" aria-label="How it splits">
      {outline.themes.map((theme, t) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: themes have no ids yet, and keep their places
        <section key={t} id={themePlace(t)} aria-label={`Theme ${t + 1}`}>
          <LimitedField
            label={`Title of theme ${t + 1}`}
            isLabelHidden
            className="import-theme"
            most={titleCharsMax}
            verb="go on"
            value={theme.title}
            onChange={title => change({ kind: 'rename-theme', theme: t, title })}
          />
          {theme.points.length === 0 && <p className="quiet small">No points: this theme is left out.</p>}
          <ol>
            {theme.points.map((point, p) => (
              <PreviewPoint
                // biome-ignore lint/suspicious/noArrayIndexKey: points have no ids yet; everything in them is drawn from what is given
                key={p}
                point={point}
                number={++number}
                at={{ theme: t, point: p }}
                onEdit={change}
              />
            ))}
          </ol>
        </section>
      ))}
    </section>
  );
}

type PointProps = { point: PointText; number: number; at: PointPlace; onEdit: (edit: OutlineEdit) => void };

function PreviewPoint({ point, number, at, onEdit }: PointProps): ReactNode {
  const verb = (label: string, edit: OutlineEdit): ReactNode => (
    <button type="button" className="button-quiet" onClick={() => onEdit(edit)}>
      {label}
      <span className="visually-hidden">: point {number}</span>
    </button>
  );
  return (
    <li className="import-point" id={pointPlace(number)}>
      <span className="import-number">{number}</span>
      <LimitedField
        label={`Title of point ${number}`}
        isLabelHidden
        most={titleCharsMax}
        verb="go on"
        value={point.title}
        onChange={title => onEdit({ kind: 'rename-point', at, title })}
      />
      <p className="import-verbs">
        {number > 1 && verb('Merge with the one above', { kind: 'merge-up', at })}
        {verb('Up', { kind: 'move', at, by: -1 })}
        {verb('Down', { kind: 'move', at, by: 1 })}
        {verb('Leave out', { kind: 'leave-out', at })}
      </p>
      <div className="import-blocks">
        {point.blocks.map((block, b) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: blocks have no ids, and nothing in them keeps state
          <div key={b} className="import-block">
            {b > 0 && verb('Split here', { kind: 'split', at, block: b })}
            <PreviewBlock block={block} />
          </div>
        ))}
      </div>
    </li>
  );
}

const shownChars = 280;

function PreviewBlock({ block }: { block: Block }): ReactNode {
  if (block.kind !== 'list') return <p data-quote={block.kind === 'quote' || undefined}>{clip(textOf(block.runs))}</p>;
  return (
    <ul>
      {block.items.map((item, i) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: items have no ids, and nothing in them keeps state
        <li key={i} style={{ marginLeft: `${item.level}rem` }}>
          {clip(textOf(item.runs))}
        </li>
      ))}
    </ul>
  );
}

const clip = (text: string): string =>
  text.length > shownChars ? `${text.slice(0, shownChars).toWellFormed()}…` : text;
