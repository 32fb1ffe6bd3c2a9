/** Everything that the plugin thread says, in the words of a designer. The panel's own words are in ui/words/. */

export const WORDS = {
  title: 'FlashVideo',

  // Before the panel opens.
  pickAClip: 'Select a layer that FlashVideo made, then try again.',
  noClips: 'No layer of this page shows a FlashVideo clip.',
  noLastClip: 'Nothing was generated yet: choose “Generate GIF…” first.',
  selectedClips: (count: number) =>
    `Selected ${count === 1 ? 'the one FlashVideo layer' : `${count} FlashVideo layers`} of this page.`,
  notStarted: (why: string) => `FlashVideo could not start: ${why}`,
  stumbled: (why: string) => `FlashVideo stumbled: ${why}`,
  hostSilent: (host: string) => `${host} does not answer: are you online?`,

  // While the panel works unseen.
  cancel: 'Cancel',
  cancelled: 'Cancelled.',
  stuck: 'FlashVideo got stuck and was closed.',
  drawing: 'Drawing…',
  drawingOf: (prompt: string) => `Drawing “${prompt}”…`,
  drawingAnew: (prompt: string) => `Drawing “${prompt}” anew…`,
  drawingAllAnew: (count: number) => `Drawing ${count} layers anew…`,
  regenerated: (count: number) => `Regenerated ${count} layers.`,
  drawsAnew: (prompt: string) => `Draws “${prompt}” anew`,

  // What Insert would do, and what it did.
  wouldAdd: (where: string) => `Insert adds a new layer ${where}.`,
  wouldFill: (what: string, rest: string) => `Insert fills ${what}${rest}.`,
  wouldReplace: (what: string, rest: string) => `Insert replaces the clip of ${what}${rest}.`,
  leavesRest: (others: number) => ` and leaves the other ${others} as they are`,
  added: (where: string) => `Added a new layer ${where}.`,
  filled: (what: string, rest: string) => `Filled ${what}${rest}.`,
  replaced: (what: string, rest: string) => `Replaced the clip of ${what}${rest}.`,
  leftRest: (others: number) => ` and left the other ${others} as they were`,
  dropped: (prompt: string, where: string) =>
    `Dropped “${prompt}”${where === '' ? '' : ` ${where}`}.`,
  addedMotion: (name: string) => `Added “${name}” as Motion in the middle of the view (beta).`,
  quoted: (name: string) => `“${name}”`,
  layers: (count: number) => `${count} layers`,
  inView: 'in the middle of the view',
  beside: (layer: string) => `beside ${layer}`,
  inside: (frame: string) => `inside ${frame}`,
  behind: (layer: string, frame: string) => `behind ${layer} in ${frame}`,
  atEndOf: (frame: string) => `at the end of ${frame}`,
  page: (name: string, from: number, until: number) =>
    `${name}, ${until - from === 1 ? `frame ${until}` : `frames ${from + 1} to ${until}`}`,

  // Why nothing came of it.
  notWhole: 'The clip did not arrive whole, so nothing was inserted. Generate it again.',
  noGif: 'The clip is not a GIF, so it was not inserted. Generate it again.',
  nothingInserted: 'Nothing was inserted; the canvas is as it was',
  gifRefused: 'The GIF was refused as an image; the canvas is as it was',
  because: (what: string, why: string) => `${what} (${why}).`,
  viewOnly: 'This file can only be viewed: ask for edit access to insert GIFs.',
  noMotion:
    'This editor offers plugins no Motion yet, so nothing was inserted. Insert it as a GIF instead.',
  layerGone: 'The layer was deleted meanwhile, so nothing was changed.',
  nextIsNew: (message: string) => `${message} The next try adds a new layer.`,
  locked: (layer: string) => `${layer} is locked: unlock it and try again.`,
  takesNoFill: (layer: string) => `${layer} takes no image fill, so nothing was changed.`,
  showsNoClip: (layer: string) => `${layer} shows no clip, so nothing was changed.`,

  // Skeletons.
  frameGone: 'The frame of this skeleton was deleted.',
  frameUnread: 'The frame could not be read',
  selectOneFrame: 'Select one frame, whose skeleton is to be made.',
  noFrame: (layer: string) => `${layer} is no frame, so it has no skeleton.`,
  noSize: (frame: string) => `${frame} has no size.`,
  tooLarge: (frame: string, most: number) =>
    `${frame} is over ${most} px, too large for a skeleton.`,
  holdsNothing: (frame: string) => `${frame} holds nothing that can be seen.`,

  // Sizes that a quick action offers.
  sizes: {
    icon: 'Icon',
    sticker: 'Sticker',
    illustration: 'Illustration',
    card: 'Card',
    banner: 'Banner',
    phone: 'Phone',
  },
  sizeOf: (width: number, height: number) => `${width} × ${height}`,
} as const;
