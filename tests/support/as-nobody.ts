/** Runs a step without root's rights: root may read and write anything, whatever a file's mode says. */
export async function asNobody<T>(step: () => Promise<T>): Promise<T> {
  const root = process.getuid?.() === 0;
  // 65534 is the user nobody on Linux.
  if (root) process.seteuid?.(65534);
  try {
    return await step();
  } finally {
    if (root) process.seteuid?.(0);
  }
}
