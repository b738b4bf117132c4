// The mark of what changed since one last read it, with a word for who does not see it.
import './unread-dot.css';

export function UnreadDot() {
  return (
    <span className="unread-dot" title="Changed since you last read it">
      <span className="visually-hidden">Unread, </span>
    </span>
  );
}
