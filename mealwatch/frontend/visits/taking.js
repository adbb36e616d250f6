// From the camera's bytes to a kept photo: shrunk, stamped, hashed, on the disk. One picture at a time.
import { jpeg } from "../pictures.js";
import { sha256 } from "./canonical.js";
import { moment } from "./moments.js";
import { stamped } from "./stamp.js";
import { keepBlob } from "./store.js";

const MIME = "image/jpeg";
const SOUGHT = { facingMode: { ideal: "environment" }, width: { ideal: 1920 }, height: { ideal: 1440 } };

// The last photo's work: the next begins when it has ended, so that never two bitmaps lie in memory.
let last = Promise.resolve();
const inTurn = (work) => {
  const next = last.then(work, work);
  last = next.catch(() => {});
  return next;
};

// The camera as a stream, or null where there is none or nobody allowed it.
export async function camera() {
  const media = navigator.mediaDevices;
  if (!media || !media.getUserMedia) return null;
  try {
    return await media.getUserMedia({ video: SOUGHT, audio: false });
  } catch {
    return null;
  }
}

export const stopped = (stream) => stream && stream.getTracks().forEach((track) => track.stop());

export const canLight = (stream) => {
  const [track] = stream.getVideoTracks();
  return Boolean(track && track.getCapabilities && track.getCapabilities().torch);
};

export const light = (stream, on) => stream.getVideoTracks()[0].applyConstraints({ advanced: [{ torch: on }] });

// The frame that a video shows now; answers with the digest of what was kept.
export function shoot(video, about) {
  const now = Date.now();
  const width = video.videoWidth;
  const height = video.videoHeight;
  return inTurn(async () => {
    const bytes = await bytesOf(await jpeg(video, width, height));
    return keep(bytes, await sha256(bytes), { ...about, now });
  });
}

// A photo from the tablet's own camera app or its album.
export function takeIn(file, about) {
  return inTurn(async () => {
    const original = await sha256(await bytesOf(file));
    const picture = await createImageBitmap(file, { imageOrientation: "from-image" });
    let bytes;
    try {
      bytes = await bytesOf(await jpeg(picture, picture.width, picture.height));
    } finally {
      picture.close();
    }
    return keep(bytes, original, { ...about, now: file.lastModified || Date.now() });
  });
}

const keep = (bytes, original, { role, school, now }) =>
  keepBlob(stamped(bytes, { at: moment(now), school, original }), { mime: MIME, role, original });

const bytesOf = async (blob) => new Uint8Array(await blob.arrayBuffer());
