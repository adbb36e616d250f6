// The camera inside the page, several shots in a row; a tablet without one, or one that was refused, takes photos with
// its own camera app or from the album. What is typed is on the disk before either opens.
import { useEffect, useRef, useState } from "preact/hooks";
import { useHere } from "./here.js";
import { camera, canLight, light, shoot, stopped, takeIn } from "./taking.js";
import { t } from "./words.js";

// A button that opens the camera. `onShot(digest)` comes once for each photo that is kept.
export function Shoot({ role = "photo", onShot, label, title, ...rest }) {
  const { flush } = useHere();
  const [open, setOpen] = useState(false);
  const opener = useRef(null);
  const start = async () => {
    await flush().catch(() => undefined); // the header says so; the photo is tried all the same
    setOpen(true);
  };
  const close = () => {
    setOpen(false);
    if (opener.current) opener.current.focus();
  };
  const word = label || t("item_photo");
  const name = title && !title.includes(word) ? `${word} ${title}` : title;
  return (
    <>
      <button type="button" ref={opener} onClick={start} aria-label={name} {...rest}>
        {word}
      </button>
      {open && <Camera role={role} onShot={onShot} onClose={close} title={title || t("item_photo")} />}
    </>
  );
}

function Camera({ role, onShot, onClose, title }) {
  const { pack } = useHere();
  const dialog = useRef(null);
  const [stream, setStream] = useState(undefined); // undefined: asked; null: there is none
  const [shots, setShots] = useState(0);
  const [state, setState] = useState("");
  const about = { role, school: `${pack.school.code} ${pack.school.name}` };

  useEffect(() => {
    let held = null;
    let gone = false;
    dialog.current.showModal();
    camera().then((found) => {
      held = found;
      if (gone) stopped(found);
      else setStream(found);
    });
    return () => {
      gone = true;
      stopped(held);
    };
  }, []);

  const taking = async (work) => {
    setState(t("item_keeping"));
    try {
      onShot(await work());
      setShots((before) => before + 1);
      setState("");
      return true;
    } catch {
      setState(t("item_not_kept"));
      return false;
    }
  };

  return (
    <dialog class="camera" ref={dialog} aria-label={title} onClose={onClose} onCancel={onClose}>
      {stream ? <Finder stream={stream} about={about} taking={taking} /> : <Other waiting={stream === undefined} about={about} taking={taking} />}
      <p class="camera-state" role="status">
        {state || (shots ? t("item_shots", { n: shots }) : title)}
      </p>
      <button type="button" class="main camera-done" onClick={() => dialog.current.close()}>
        {shots ? t("item_camera_done", { n: shots }) : t("item_camera_close")}
      </button>
    </dialog>
  );
}

function Finder({ stream, about, taking }) {
  const video = useRef(null);
  const trigger = useRef(null);
  const [lit, setLit] = useState(false);
  const [seeing, setSeeing] = useState(false);
  const [busy, setBusy] = useState(false);
  const saving = useRef(false);
  const waiting = useRef(false); // one more tap while a photo is being kept
  useEffect(() => {
    video.current.srcObject = stream;
    video.current.play().catch(() => {});
  }, [stream]);
  useEffect(() => {
    if (seeing) trigger.current.focus();
  }, [seeing]);
  const press = async () => {
    if (saving.current) {
      waiting.current = true;
      return;
    }
    saving.current = true;
    setBusy(true);
    do {
      waiting.current = false;
      await taking(() => shoot(video.current, about));
    } while (waiting.current && video.current);
    saving.current = false;
    setBusy(false);
  };
  const toggle = () => light(stream, !lit).then(() => setLit(!lit), () => {});
  return (
    <>
      <video ref={video} class={busy ? "flashing" : ""} muted playsInline aria-hidden="true" onLoadedData={() => setSeeing(true)} />
      {canLight(stream) && (
        <button type="button" class="camera-light" aria-pressed={lit} onClick={toggle}>
          {t("item_light")}
        </button>
      )}
      <button type="button" class="camera-trigger" ref={trigger} disabled={!seeing} aria-disabled={busy} onClick={press} aria-label={t("item_shoot")}>
        {busy && t("item_storing")}
      </button>
    </>
  );
}

function Other({ waiting, about, taking }) {
  const take = async (event) => {
    const input = event.currentTarget;
    for (const file of [...input.files]) await taking(() => takeIn(file, about));
    input.value = "";
  };
  return (
    <div class="camera-other">
      <p>{waiting ? t("item_camera_waiting") : t("item_no_camera")}</p>
      {!waiting && (
        <>
          <label class="button main">
            {t("item_camera_app")}
            <input type="file" accept="image/*" capture="environment" onChange={take} />
          </label>
          <label class="button">
            {t("item_album")}
            <input type="file" accept="image/*" multiple onChange={take} />
          </label>
        </>
      )}
    </div>
  );
}
