"""After the close and the seal: people read, in paid slots of their own, before anybody else."""
