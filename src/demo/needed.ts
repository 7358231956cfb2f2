/**
 * Waits for the import of a package that only a checkout has. Throws an error that says what to do where it is missing.
 */
export const needed = async <T>(name: string, loading: Promise<T>): Promise<T> => {
  try {
    return await loading
  } catch (cause) {
    throw new Error(
      `the demo runs from a checkout, where ${name} is installed: clone the repository, then npm run demo`,
      { cause },
    )
  }
}
