// The mark of what changed since one last read it, with a word for who does not see it.
import './unread-mark.css';

export function UnreadMark() {
  return (
    <span className="unread-mark" title="Changed since you last read it">
      <span className="visually-hidden">Unread, </span>
    </span>
  );
}
