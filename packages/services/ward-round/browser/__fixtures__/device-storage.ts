/** The storage of a browser, as far as its methods and its names go. */
export function deviceStorage(): Storage {
  const methods = {
    getItem: (name: string) => (Object.hasOwn(store, name) ? String(Reflect.get(store, name)) : null),
    setItem: (name: string, value: string) => void Reflect.set(store, name, value),
    removeItem: (name: string) => void Reflect.deleteProperty(store, name),
    clear: () => undefined,
    key: () => null,
  };
  const store: Storage = Object.create({ ...methods, length: 0 });
  return store;
}
