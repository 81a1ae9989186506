"""Characters: the armature, the mannequin on it, and where its motion lies in the scene."""
