// Which of an editor's commits are the member's own, and go to Yjs. Writes nothing.
import type { UpdateListenerPayload } from 'lexical';
import { COLLABORATION_TAG, HISTORIC_TAG, SKIP_COLLAB_TAG } from 'lexical';

/**
 * A commit that came from Yjs is never written back, not even Lexical's merging of equal text nodes: readers must not
 * write.
 */
export const isOwn = ({ tags, dirtyElements, dirtyLeaves }: UpdateListenerPayload): boolean =>
  dirtyElements.size + dirtyLeaves.size > 0 &&
  !tags.has(COLLABORATION_TAG) &&
  !tags.has(HISTORIC_TAG) &&
  !tags.has(SKIP_COLLAB_TAG);
