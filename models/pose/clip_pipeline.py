"""OhMG's original pipeline (section 4.1, Fig. 2): a pose becomes a mesh, the mesh pictures in several views, the pictures a
feature of CLIP. Slow, and nothing to learn through; `models.pose.clip_teacher` is what is distilled from it.
"""
from __future__ import annotations

import numpy as np
import torch
from torch import Tensor
from torch.nn.functional import normalize

from models.body import body_model, vertices
from models.motion import FPS, Motion
from models.pose.prior import rotations_of
from models.pose.rendering import BodyRenderer
from models.text.clip import ClipEncoder, import_open_clip

#: CLIP's own, for models that do not say (Radford et al. 2021).
_MEAN, _DEVIATION = "OPENAI_DATASET_MEAN", "OPENAI_DATASET_STD"


class ClipPipeline:
    """Pose vectors (N, 132) to features (N, width) by way of pictures.

    encoder: the CLIP whose picture tower is asked. Pictures are made at the size that the tower reads, so that of CLIP's
    preprocessing only the normalisation is left.
    """

    def __init__(self, encoder: ClipEncoder):
        open_clip = import_open_clip()
        settings = open_clip.get_model_preprocess_cfg(encoder.model)
        size = settings["size"]
        self.encoder = encoder
        self.width = encoder.width
        self.body = body_model()
        self.renderer = BodyRenderer(np.asarray(self.body.faces), size if isinstance(size, int) else size[0])
        mean, deviation = (settings.get(key, getattr(open_clip, name)) for key, name in (("mean", _MEAN), ("std", _DEVIATION)))
        self._mean, self._deviation = (torch.tensor(values).view(3, 1, 1).to(encoder.device) for values in (mean, deviation))

    def meshes(self, poses: Tensor) -> np.ndarray:
        """(N, V, 3) metres, the pelvis at the origin, facing +Z: the global rotation is fixed, as in the paper."""
        turns = rotations_of(poses.detach().float().cpu().numpy(), np.zeros(len(poses))).astype(np.float32)
        return vertices(Motion(np.zeros((len(poses), 3), dtype=np.float32), turns, FPS), self.body)

    def pictures(self, poses: Tensor) -> np.ndarray:
        """uint8 (N, views, size, size, 3), RGB."""
        return self.renderer(self.meshes(poses))

    @torch.no_grad()
    def features(self, poses: Tensor) -> Tensor:
        """f* of Eq. 3: (N, width), the mean of the views' unit features, at unit length."""
        pictures = torch.from_numpy(self.pictures(poses)).to(self.encoder.device)
        count, views = pictures.shape[:2]
        values = pictures.flatten(0, 1).permute(0, 3, 1, 2).float() / 255
        features = self.encoder.model.encode_image((values - self._mean) / self._deviation, normalize=True)
        return normalize(features.unflatten(0, (count, views)).mean(dim=1), dim=-1)
