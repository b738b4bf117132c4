// A field for text with a bound. What is too long stands as it was typed or pasted, is counted, and cannot be sent
// until it is shortened: nothing is cut unseen. Its form is held back by the browser's own validity.
import type { ComponentProps, ReactNode, RefCallback } from 'react';
import { useCallback, useId } from 'react';

/** Characters as the server counts them: without white space at either end. */
export const isTooLong = (value: string, most: number): boolean => value.trim().length > most;

/** From this share of the bound on one is told where one stands. */
const countedFrom = 0.9;

export type Limit = {
  /** For the field itself. */
  readonly props: { readonly 'aria-invalid'?: true; readonly 'aria-describedby'?: string };
  /** Likewise, where a form must not be sent with it. */
  readonly check: RefCallback<HTMLInputElement | HTMLTextAreaElement>;
  /** Below the field, outside of its label. */
  readonly count: ReactNode;
};

/** `verb`: what it is shortened for. `describedBy`: what else describes the field. */
export function useLimit(value: string, most: number, verb = 'send', describedBy?: string): Limit {
  const id = useId();
  const length = value.trim().length;
  const isOver = length > most;
  const words = `${length.toLocaleString('en')} of ${most.toLocaleString('en')} characters`;
  const problem = isOver ? `${words}: shorten it to ${verb}.` : '';
  const check = useCallback(
    (field: HTMLInputElement | HTMLTextAreaElement | null) => field?.setCustomValidity(problem),
    [problem],
  );
  const isCounted = length > most * countedFrom;
  const described = [describedBy, isCounted ? id : undefined].filter(each => each !== undefined).join(' ');
  return {
    check,
    props: {
      ...(isOver && { 'aria-invalid': true as const }),
      ...(described !== '' && { 'aria-describedby': described }),
    },
    count: (
      <>
        {isCounted && (
          <span id={id} className="field-count" data-over={isOver || undefined}>
            {isOver ? problem : words}
          </span>
        )}
        <output className="visually-hidden">
          {isOver ? `Too long: at most ${most.toLocaleString('en')} characters.` : ''}
        </output>
      </>
    ),
  };
}

type LimitedFieldProps = Pick<
  ComponentProps<'textarea'>,
  'placeholder' | 'autoFocus' | 'className' | 'aria-describedby'
> & {
  readonly label: ReactNode;
  /** Its label is read, not shown. */
  readonly isLabelHidden?: boolean;
  readonly most: number;
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly verb?: string;
  /** A text of several lines; without it one line. */
  readonly rows?: number;
  readonly type?: 'search';
};

/** With its label, as a line of a form. */
export function LimitedField(given: LimitedFieldProps): ReactNode {
  const { label, isLabelHidden = false, most, value, onChange, verb, rows, type, className = '', ...rest } = given;
  const id = useId();
  const limit = useLimit(value, most, verb, given['aria-describedby']);
  const props = { ...rest, ...limit.props, id, value, className: `field ${className}`.trimEnd(), ref: limit.check };
  return (
    <div className="dialog-line">
      <label htmlFor={id} className={isLabelHidden ? 'visually-hidden' : undefined}>
        {label}
      </label>
      {rows === undefined ? (
        <input {...props} type={type} onChange={event => onChange(event.target.value)} />
      ) : (
        <textarea {...props} rows={rows} onChange={event => onChange(event.target.value)} />
      )}
      {limit.count}
    </div>
  );
}
