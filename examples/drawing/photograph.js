import sharp from 'sharp';
import { seeded } from './brush.js';

/**
 * Turns a drawing into something like a press photograph: soft light towards the corners and the grain of a sensor.
 * In: the SVG text and the width in pixels; a fortieth is cut off all round, where blurs thin out.
 * Out: the bytes of a JPEG.
 */
export async function photograph(svg, width, { grain = 5, quality = 80, seed = 7 } = {}) {
  const drawn = await sharp(Buffer.from(svg))
    .resize({ width: Math.round(width / 0.95) })
    .png()
    .toBuffer();
  const { height } = await sharp(drawn).metadata();
  const edge = { left: Math.round(width * 0.025), top: Math.round(height * 0.025) };
  const { data, info } = await sharp(drawn)
    .extract({ ...edge, width, height: height - 2 * edge.top })
    .flatten({ background: '#ffffff' })
    .removeAlpha()
    .blur(0.6)
    .raw()
    .toBuffer({ resolveWithObject: true });
  const random = seeded(seed);
  const [middleX, middleY] = [info.width / 2, info.height / 2];
  for (let y = 0, at = 0; y < info.height; y += 1) {
    for (let x = 0; x < info.width; x += 1, at += 3) {
      const away = ((x - middleX) / middleX) ** 2 + ((y - middleY) / middleY) ** 2;
      const light = 1.03 - 0.09 * away;
      const bright = (random() + random() + random() - 1.5) * grain * 1.4;
      for (let ink = 0; ink < 3; ink += 1) {
        const tint = (random() - 0.5) * grain * 0.6;
        data[at + ink] = Math.max(0, Math.min(255, Math.round(data[at + ink] * light + bright + tint)));
      }
    }
  }
  return sharp(data, { raw: { width: info.width, height: info.height, channels: 3 } })
    .blur(0.5)
    .jpeg({ quality, chromaSubsampling: '4:2:0' })
    .toBuffer();
}
