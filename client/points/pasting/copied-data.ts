// The words of a clipboard or a drag, to be read later or changed: the browser's own can be read while it hands them over, and not written. Takes no files.

export function copyOf(data: DataTransfer): DataTransfer {
  const copy = new DataTransfer();
  for (const type of data.types) if (type !== 'Files') copy.setData(type, data.getData(type));
  return copy;
}
