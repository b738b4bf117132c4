// Which of an editor's commits are the member's own, and go to Yjs. Writes nothing.
import type { UpdateListenerPayload } from 'lexical';
import { $getRoot, COLLABORATION_TAG, HISTORIC_TAG, SKIP_COLLAB_TAG } from 'lexical';
import type * as Y from 'yjs';

/**
 * A commit that came from Yjs is never written back, not even Lexical's merging of equal text nodes: all editors would
 * do it at once (doubled text), and readers must not write. An empty point shows a blank local paragraph, written with
 * its first letter: else every client would add one.
 */
export function isForYjs({ tags, editorState }: UpdateListenerPayload, root: Y.XmlElement): boolean {
  if (tags.has(COLLABORATION_TAG) || tags.has(HISTORIC_TAG) || tags.has(SKIP_COLLAB_TAG)) return false;
  return (
    root.length > 0 || editorState.read(() => $getRoot().getTextContentSize() > 0 || $getRoot().getChildrenSize() > 1)
  );
}
