/** The same picture in less than half the bytes: interfaces are mostly even and have few colors, photographs are not. https://www.w3.org/TR/png-3/ */
import { crc32, deflateSync, inflateSync } from "node:zlib";

const SIGNATURE = Buffer.from([137, 80, 78, 71, 13, 10, 26, 10]);
/** Bytes of a pixel by color type, at eight bits a channel: all that browsers write. */
const CHANNELS = { 2: 3, 6: 4 };

function* chunksOf(png) {
  for (let at = SIGNATURE.length; at < png.length; ) {
    const length = png.readUInt32BE(at);
    yield { type: png.toString("latin1", at + 4, at + 8), data: png.subarray(at + 8, at + 8 + length) };
    at += length + 12;
  }
}

function chunk(type, data) {
  const bytes = Buffer.alloc(data.length + 12);
  bytes.writeUInt32BE(data.length, 0);
  bytes.write(type, 4, "latin1");
  data.copy(bytes, 8);
  bytes.writeUInt32BE(crc32(bytes.subarray(4, data.length + 8)), data.length + 8);
  return bytes;
}

function paeth(left, up, corner) {
  const [a, b, c] = [Math.abs(up - corner), Math.abs(left - corner), Math.abs(left + up - 2 * corner)];
  return a <= b && a <= c ? left : b <= c ? up : corner;
}

/** What the filter of a line adds to each byte, from the bytes at the left, above, and above at the left. */
const ADDED = [() => 0, (left) => left, (_, up) => up, (left, up) => (left + up) >> 1, paeth];

/** Pixels as the browser wrote them, one after the other, without filters. */
function pixelsOf(chunks, { stride, height, channels }) {
  const lines = inflateSync(
    Buffer.concat(chunks.filter(({ type }) => type === "IDAT").map(({ data }) => data)),
  );
  const pixels = Buffer.alloc(stride * height);
  for (let line = 0; line < height; line++) {
    const added = ADDED[lines[line * (stride + 1)]];
    for (let index = 0; index < stride; index++) {
      const at = line * stride + index;
      const left = index < channels ? 0 : pixels[at - channels];
      const up = line === 0 ? 0 : pixels[at - stride];
      const corner = line === 0 || index < channels ? 0 : pixels[at - stride - channels];
      pixels[at] = (lines[line * (stride + 1) + 1 + index] + added(left, up, corner)) & 255;
    }
  }
  return pixels;
}

const parts = (color) => [color >> 16, (color >> 8) & 255, color & 255];
const distance = (a, b) => {
  const [x, y] = [parts(a), parts(b)];
  return (x[0] - y[0]) ** 2 + (x[1] - y[1]) ** 2 + (x[2] - y[2]) ** 2;
};

/** The colors that are used most, one of each shade first, so that a small icon keeps its hue beside a page of gray letters. */
function paletteOf(counts) {
  const byUse = [...counts].sort(([, a], [, b]) => b - a).map(([color]) => color);
  const shades = new Set();
  const first = byUse.filter((color) => {
    const shade = color & 0xf0f0f0;
    return !shades.has(shade) && shades.add(shade);
  });
  return [...new Set([...first, ...byUse])].slice(0, 256);
}

/** With 256 colors at most; what stood between two of them takes the nearer one, which nobody sees. */
export function shrinkPng(png) {
  const chunks = [...chunksOf(png)];
  const head = Buffer.from(chunks.find(({ type }) => type === "IHDR").data);
  const channels = CHANNELS[head[9]];
  if (channels === undefined || head[8] !== 8 || head[12] !== 0) return png;
  const [width, height] = [head.readUInt32BE(0), head.readUInt32BE(4)];
  const pixels = pixelsOf(chunks, { stride: width * channels, height, channels });
  const counts = new Map();
  const colorAt = (index) => (pixels[index] << 16) | (pixels[index + 1] << 8) | pixels[index + 2];
  for (let index = 0; index < pixels.length; index += channels)
    counts.set(colorAt(index), (counts.get(colorAt(index)) ?? 0) + 1);
  const palette = paletteOf(counts);
  const nearest = (color) => {
    let best = 0;
    for (let index = 1; index < palette.length; index++)
      if (distance(palette[index], color) < distance(palette[best], color)) best = index;
    return best;
  };
  const places = new Map([...counts.keys()].map((color) => [color, nearest(color)]));
  const lines = Buffer.alloc((width + 1) * height);
  for (let pixel = 0; pixel < width * height; pixel++)
    lines[pixel + Math.floor(pixel / width) + 1] = places.get(colorAt(pixel * channels));
  head[9] = 3; // indexed
  return Buffer.concat([
    SIGNATURE,
    chunk("IHDR", head),
    chunk("PLTE", Buffer.from(palette.flatMap(parts))),
    chunk("IDAT", deflateSync(lines, { level: 9, memLevel: 9 })),
    chunk("IEND", Buffer.alloc(0)),
  ]);
}
