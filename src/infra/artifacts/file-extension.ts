const extensions: Readonly<Record<string, string>> = {
  'application/json': 'json',
  'application/x-subrip': 'srt',
  'audio/flac': 'flac',
  'audio/mp4': 'm4a',
  'audio/mpeg': 'mp3',
  'audio/ogg': 'ogg',
  'audio/wav': 'wav',
  'audio/x-wav': 'wav',
  'image/avif': 'avif',
  'image/bmp': 'bmp',
  'image/gif': 'gif',
  'image/jpeg': 'jpg',
  'image/png': 'png',
  'image/svg+xml': 'svg',
  'image/tiff': 'tiff',
  'image/webp': 'webp',
  'text/markdown': 'md',
  'text/plain': 'txt',
  'text/vtt': 'vtt',
  'text/x-ssa': 'ass',
  'video/mp4': 'mp4',
  'video/quicktime': 'mov',
  'video/webm': 'webm',
  'video/x-matroska': 'mkv',
};

/** The file name extension, without the dot, of a media type with or without parameters; `bin` for an unknown one. */
export function fileExtension(mediaType: string): string {
  const [essence = ''] = mediaType.split(';');
  return extensions[essence.trim().toLowerCase()] ?? 'bin';
}
