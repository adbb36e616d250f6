// A picture as a JPEG of at most 1600 px and 300 KB: the first quality that fits, then a smaller one.
export const LONGEST = 1600;
export const MOST_BYTES = 300 * 1024;
const QUALITIES = [0.85, 0.75, 0.65, 0.55, 0.45];
const HOPELESS = 3; // so many times too large, no lower quality is tried
const SMALLEST = 400; // below this a picture goes as it is

// Width and height when the longer side is at most `longest`.
export function fitting(width, height, longest) {
  const most = Math.max(width, height);
  const side = Math.min(most, longest);
  return [width, height].map((one) => Math.max(1, Math.round((one * side) / most)));
}

// Draws what a canvas can draw (a bitmap, a video's frame) of this width and height; one canvas, given back at once.
export async function jpeg(picture, width, height) {
  const canvas = document.createElement("canvas");
  try {
    for (let side = Math.min(Math.max(width, height), LONGEST); ; side = Math.round(side * 0.75)) {
      [canvas.width, canvas.height] = fitting(width, height, side);
      const paint = canvas.getContext("2d");
      paint.fillStyle = "#fff";
      paint.fillRect(0, 0, canvas.width, canvas.height);
      paint.drawImage(picture, 0, 0, canvas.width, canvas.height);
      for (const quality of QUALITIES) {
        const blob = await new Promise((done) => canvas.toBlob(done, "image/jpeg", quality));
        if (blob && (blob.size <= MOST_BYTES || side < SMALLEST)) return blob;
        if (blob && blob.size > HOPELESS * MOST_BYTES) break;
      }
    }
  } finally {
    canvas.width = canvas.height = 0;
  }
}
