"""Motion files: BVH on any humanoid skeleton (`humanoid`, `bvh`) and AMASS (`amass`), read to and written from `Motion`."""
