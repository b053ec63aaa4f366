package dev.larder.upload;
