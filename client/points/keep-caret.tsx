// Moving a point moves its element, and an element that is moved loses the focus: whoever was typing in it gets their
// caret back before the next key.
import type { ReactNode } from 'react';
import { Component } from 'react';
import type * as Y from 'yjs';
import type { CaretPlace, PointDesk } from './point-desk.ts';

type KeepCaretProps = { readonly desk: PointDesk; readonly doc: Y.Doc; readonly children: ReactNode };

/** A class, since only classes are asked just before the page changes. */
export class KeepCaret extends Component<KeepCaretProps> {
  override getSnapshotBeforeUpdate(): CaretPlace | null {
    return this.props.desk.place();
  }

  override componentDidUpdate(props: KeepCaretProps, _state: unknown, before: CaretPlace | null): void {
    const { desk, doc } = this.props;
    if (!before || props.doc !== doc) return; // in another document the desk puts the caret
    const now = desk.place();
    // React gives the focus back by itself, but not the caret: the blur has made the body no longer editable, and then
    // it does not care for carets.
    const isLost = now === null ? document.activeElement === document.body : now.point === before.point;
    if (isLost && now?.offset !== before.offset) desk.focus(before.point, { kind: 'offset', offset: before.offset });
  }

  override render(): ReactNode {
    return this.props.children;
  }
}
