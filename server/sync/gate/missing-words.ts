// Thrown where an update rests on something that is neither here nor in the update: a gap, not a fault.
export class MissingWords extends Error {
  override name = 'MissingWords';
}
