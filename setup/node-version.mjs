// @ts-check
const oldest = { major: 20, minor: 19 };

/**
 * Why this Node.js cannot be used, as a sentence; undefined when it can. Read before anything else is loaded, because the
 * rest uses what older versions lack.
 * @param {string} version as in `process.versions.node`
 */
export function refuseOldNode(version) {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  if (major > oldest.major || (major === oldest.major && minor >= oldest.minor)) return undefined;
  return `faceless: this is Node.js ${version}, and ${oldest.major}.${oldest.minor} or newer is needed: install a newer one, then run this again.`;
}
