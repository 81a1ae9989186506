"""LEAD (Andreou et al.): latent diffusion over a motion VAE, realigned with the text by a projector."""
