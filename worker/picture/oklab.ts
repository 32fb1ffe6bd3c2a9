/** OKLab (Björn Ottosson, 2020): a colour space in which distances look alike to the eye. */

export type Colour = [red: number, green: number, blue: number]; // sRGB, 0 to 255
export type Lab = [lightness: number, a: number, b: number]; // lightness 0 to 1

const linearOf = (value: number) =>
  value <= 10.31475 ? value / 3294.6 : ((value / 255 + 0.055) / 1.055) ** 2.4;
const BYTES = Float64Array.from({ length: 256 }, (_, value) => linearOf(value));
const toLinear = (value: number) => {
  const byte = value & 255;
  return byte === value ? BYTES[byte]! : linearOf(value);
};
const toByte = (linear: number) => {
  const encoded = linear <= 0.0031308 ? 12.92 * linear : 1.055 * linear ** (1 / 2.4) - 0.055;
  return Math.min(255, Math.max(0, Math.round(255 * encoded)));
};

export function toLab(colour: Colour): Lab {
  const [r, g, b] = [toLinear(colour[0]), toLinear(colour[1]), toLinear(colour[2])];
  const long = Math.cbrt(0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b);
  const middle = Math.cbrt(0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b);
  const short = Math.cbrt(0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b);
  return [
    0.2104542553 * long + 0.793617785 * middle - 0.0040720468 * short,
    1.9779984951 * long - 2.428592205 * middle + 0.4505937099 * short,
    0.0259040371 * long + 0.7827717662 * middle - 0.808675766 * short,
  ];
}

const cube = (value: number) => value * value * value; // a power costs twenty times as much

/** Linear light, 0 to 1 for colours that sRGB can show. */
export function toLight(lab: ArrayLike<number>): Colour {
  const [l, a, b] = [lab[0]!, lab[1]!, lab[2]!];
  const long = cube(l + 0.3963377774 * a + 0.2158037573 * b);
  const middle = cube(l - 0.1055613458 * a - 0.0638541728 * b);
  const short = cube(l - 0.0894841775 * a - 1.291485548 * b);
  return [
    4.0767416621 * long - 3.3077115913 * middle + 0.2309699292 * short,
    -1.2684380046 * long + 2.6097574011 * middle - 0.3413193965 * short,
    -0.0041960863 * long - 0.7034186147 * middle + 1.707614701 * short,
  ];
}

/** The nearest colour of 8 bits a channel. */
export function toColour(lab: ArrayLike<number>): Colour {
  const [r, g, b] = toLight(lab);
  return [toByte(r), toByte(g), toByte(b)];
}

/** OKLab in polar form. */
export interface Lch {
  l: number; // lightness, 0 to 1
  c: number; // chroma, 0 to about 0.32
  h: number; // hue, rad
}

export const toLch = ([l, a, b]: Lab): Lch => ({
  l,
  c: Math.sqrt(a * a + b * b),
  h: Math.atan2(b, a),
});
export const fromLch = ({ l, c, h }: Lch): Lab => [l, c * Math.cos(h), c * Math.sin(h)];

/** From one hue to another the shorter way, −π to π. */
export function turn(from: number, to: number): number {
  const angle = (to - from) % (2 * Math.PI);
  if (angle > Math.PI) return angle - 2 * Math.PI;
  return angle < -Math.PI ? angle + 2 * Math.PI : angle;
}

const SLACK = 0.0005; // of linear light: less than 8 bits can tell
const HALVINGS = 8;

/** Takes as much chroma away as sRGB needs to show a colour. */
export function inGamut(colour: Lch): Lch {
  const { l, c, h } = colour;
  const [cos, sin] = [Math.cos(h), Math.sin(h)]; // once: a frame asks for this a hundred thousand times
  if (shows(l, c * cos, c * sin)) return colour;
  let low = 0;
  let high = c;
  for (let i = 0; i < HALVINGS; i++) {
    const middle = (low + high) / 2;
    if (shows(l, middle * cos, middle * sin)) low = middle;
    else high = middle;
  }
  return { l, c: low, h };
}

function shows(l: number, a: number, b: number): boolean {
  const [red, green, blue] = toLight([l, a, b]);
  return fits(red) && fits(green) && fits(blue);
}

const fits = (light: number) => light > -SLACK && light < 1 + SLACK;
