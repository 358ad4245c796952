// Pictures made smaller before they are sent: 1600 px on the long side, which
// also leaves their metadata behind. Anything else goes as it is.

const LONGEST = 1600;

document.addEventListener("change", async ({ target }) => {
  if (!target.matches?.("input[type=file]") || typeof createImageBitmap !== "function") return;
  const chosen = [...target.files];
  const ready = await Promise.all(chosen.map(shrink));
  // Chosen again in the meantime: the newer choice wins.
  if (chosen.some((file, index) => target.files[index] !== file) || target.files.length !== chosen.length) return;
  const files = new DataTransfer();
  ready.forEach((file) => files.items.add(file));
  target.files = files.files;
});

async function shrink(file) {
  if (!/^image\/(jpeg|png|webp)$/.test(file.type)) return file;
  try {
    const image = await createImageBitmap(file, { imageOrientation: "from-image" });
    const scale = Math.min(1, LONGEST / Math.max(image.width, image.height));
    const canvas = document.createElement("canvas");
    canvas.width = Math.round(image.width * scale);
    canvas.height = Math.round(image.height * scale);
    const pen = canvas.getContext("2d");
    pen.fillStyle = "#fff";
    pen.fillRect(0, 0, canvas.width, canvas.height);
    pen.drawImage(image, 0, 0, canvas.width, canvas.height);
    const blob = await new Promise((resolve) => canvas.toBlob(resolve, "image/jpeg", 0.85));
    if (!blob || (scale === 1 && blob.size >= file.size)) return file;
    return new File([blob], file.name.replace(/\.\w+$/, "") + ".jpg", { type: "image/jpeg" });
  } catch {
    return file;
  }
}
