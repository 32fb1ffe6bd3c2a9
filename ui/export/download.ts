/** The GIF outside of Figma. */

/** A `data:` URL, which every host's image policy allows. */
export function dataUrl(gif: Uint8Array): Promise<string> {
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => resolve(String(reader.result));
    reader.onerror = () => reject(reader.error);
    reader.readAsDataURL(gifBlob(gif));
  });
}

/** Saves the GIF under the prompt's name, which is the answer. */
export function download(gif: Uint8Array, prompt: string): string {
  const name = `${fileName(prompt)}.gif`;
  save(gifBlob(gif), name);
  return name;
}

export function save(blob: Blob, name: string): void {
  const url = URL.createObjectURL(blob); // a data: URL is cut at 2 MB by some browsers
  const anchor = document.createElement('a');
  anchor.href = url;
  anchor.download = name;
  anchor.click();
  setTimeout(() => URL.revokeObjectURL(url), 60_000); // ms; the save dialog may be open for a while
}

const gifBlob = (gif: Uint8Array) => new Blob([new Uint8Array(gif)], { type: 'image/gif' });

const fileName = (prompt: string) =>
  prompt
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '-')
    .replace(/^-|-$/g, '')
    .slice(0, 60) || 'flashvideo';
