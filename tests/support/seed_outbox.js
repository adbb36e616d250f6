// Fills a tablet's outbox with finished visits and their photos, for scripts/bench/sync_memory; run in the page.
import { finalise, keepBlob, saveDraft } from "../../mealwatch/frontend/visits/store.js";
import { uuid7 } from "../../mealwatch/frontend/visits/uuid.js";

// A photo as the camera makes it (1600 px), about 280 KB; others differ from it in a comment.
async function shot() {
  const canvas = new OffscreenCanvas(1600, 1200);
  const paper = canvas.getContext("2d");
  let state = 7;
  for (let x = 0; x < 1600; x += 4) {
    for (let y = 0; y < 1200; y += 4) {
      state = (state * 1103515245 + 12345) % 2147483648;
      paper.fillStyle = `hsl(${state % 360} 40% ${30 + (state % 40)}%)`;
      paper.fillRect(x, y, 4, 4);
    }
  }
  const made = await canvas.convertToBlob({ type: "image/jpeg", quality: 0.55 });
  return new Uint8Array(await made.arrayBuffer());
}

function another(jpeg, n) {
  const comment = new TextEncoder().encode(`photo ${n}`);
  const head = [0xff, 0xd8, 0xff, 0xfe, 0, comment.length + 2];
  const made = new Uint8Array(jpeg.length + comment.length + 4);
  made.set(head);
  made.set(comment, head.length);
  made.set(jpeg.subarray(2), head.length + comment.length);
  return made;
}

self.seedOutbox = async (first, records, photosOfEach, school, author) => {
  const jpeg = await shot();
  for (let n = first; n < first + records; n += 1) {
    const photos = [];
    for (let k = 0; k < photosOfEach; k += 1) {
      photos.push(await keepBlob(another(jpeg, n * photosOfEach + k), { mime: "image/jpeg", role: "photo" }));
    }
    const body = { answers: { A1: { photos, note: "字".repeat(2000) } }, signatures: [] };
    await finalise(await saveDraft({ id: uuid7(), school, school_name: school, author, pack: "", rev: 0, body }));
  }
  return jpeg.length;
};
